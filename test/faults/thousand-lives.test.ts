/** The lives of odd seeds; those of even seeds are in a file of their own, so that two can be lived at a time. */
import { thousandLives } from "./thousand-lives.ts";

thousandLives(1);
