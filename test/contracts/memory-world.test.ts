import { memoryOutside } from "./memory-outside.ts";
import { worldContract } from "./world-contract.ts";

worldContract("in memory", memoryOutside);
