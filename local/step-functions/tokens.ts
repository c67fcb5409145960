import { createHmac, timingSafeEqual } from "node:crypto";
import { StepFunctionsError } from "./errors.ts";

/**
 * Task tokens say whose task they stand for and are signed, so none needs to be kept and none can be guessed:
 * the secret is 32 bytes from the given dice, made once and stored with the executions.
 */
export class Tokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** `eventId` is the TaskScheduled event's, so each try of a task has a token of its own. */
  issue(executionArn: string, eventId: number): string {
    const body = Buffer.from(`${eventId} ${executionArn}`).toString("base64url");
    return `${body}.${this.#sign(body).toString("base64url")}`;
  }

  /** The execution the token belongs to. Throws `InvalidToken` for anything that wasn't issued here. */
  executionOf(token: string): string {
    const [body = "", signature = ""] = token.split(".");
    const given = Buffer.from(signature, "base64url");
    const right = this.#sign(body);
    if (given.length !== right.length || !timingSafeEqual(given, right)) {
      throw new StepFunctionsError("InvalidToken", "Invalid Token: 'Invalid token'");
    }
    const text = Buffer.from(body, "base64url").toString();
    return text.slice(text.indexOf(" ") + 1);
  }

  #sign(body: string): Buffer {
    return createHmac("sha256", this.#secret).update(body).digest();
  }
}

export function tokenSecret(random: () => number): string {
  return Array.from({ length: 32 }, () => Math.floor(random() * 256).toString(16)).join("-");
}
