import { thousandLives } from "./thousand-lives.ts";

thousandLives(2);
