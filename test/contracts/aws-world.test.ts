import { awsOutside } from "./aws-outside.ts";
import { worldContract } from "./world-contract.ts";

worldContract("on AWS, as the laptop answers for it", awsOutside);
