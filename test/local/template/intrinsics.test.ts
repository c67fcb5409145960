// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders
import { expect, test } from "vitest";
import { resolve } from "../../../local/template/intrinsics.ts";

const attributes: Record<string, string> = { "Table.Arn": "arn:table", "Api.ApiEndpoint": "http://api" };
const references = {
  ref: (id: string) => ({ Table: "small-Table", Queue: "http://queue" })[id],
  attribute: (id: string, name: string) => attributes[`${id}.${name}`],
  pseudo: { "AWS::Region": "us-east-1", "AWS::Partition": "aws" },
};

test.each<[string, unknown, unknown]>([
  ["plain values stay as they are", { a: [1, "two", true, null] }, { a: [1, "two", true, null] }],
  ["Ref names a resource", { Ref: "Table" }, "small-Table"],
  ["Ref names a pseudo parameter", { Ref: "AWS::Region" }, "us-east-1"],
  ["AWS::NoValue removes its property", { a: { Ref: "AWS::NoValue" }, b: 1 }, { b: 1 }],
  ["AWS::NoValue removes its item", [{ Ref: "AWS::NoValue" }, 1], [1]],
  ["GetAtt as a list", { "Fn::GetAtt": ["Table", "Arn"] }, "arn:table"],
  ["GetAtt as text", { "Fn::GetAtt": "Table.Arn" }, "arn:table"],
  [
    "Join resolves its parts",
    { "Fn::Join": ["", [{ "Fn::GetAtt": ["Api", "ApiEndpoint"] }, "/leads"]] },
    "http://api/leads",
  ],
  ["Select picks by index", { "Fn::Select": ["1", ["a", { Ref: "Table" }]] }, "small-Table"],
  ["Split cuts what it resolves", { "Fn::Split": ["-", { Ref: "Table" }] }, ["small", "Table"]],
  ["Select of Split", { "Fn::Select": [0, { "Fn::Split": ["-", { Ref: "Table" }] }] }, "small"],
  [
    "Sub with references",
    { "Fn::Sub": "x/${Table}/${Table.Arn}/${AWS::Region}" },
    "x/small-Table/arn:table/us-east-1",
  ],
  [
    "Sub with variables",
    { "Fn::Sub": ["${Name}-${Table}", { Name: { Ref: "Queue" } }] },
    "http://queue-small-Table",
  ],
  ["Sub leaves a literal alone", { "Fn::Sub": "${!Literal}" }, "${Literal}"],
  [
    "deep inside",
    { a: [{ b: { "Fn::Join": [",", ["x", { Ref: "Queue" }]] } }] },
    { a: [{ b: "x,http://queue" }] },
  ],
])("%s", (_, value, expected) => {
  expect(resolve(value, references)).toEqual(expected);
});

test.each<[string, unknown, RegExp]>([
  ["Fn::ImportValue", { "Fn::ImportValue": "x" }, /Fn::ImportValue is not offered/],
  ["Fn::If", { "Fn::If": ["c", 1, 2] }, /Fn::If is not offered/],
  ["Fn::FindInMap", { a: { "Fn::FindInMap": ["a", "b", "c"] } }, /Fn::FindInMap is not offered/],
  ["a Ref to nothing", { Ref: "Nobody" }, /Ref finds no Nobody/],
  ["an attribute nobody has", { "Fn::GetAtt": ["Table", "Colour"] }, /finds no Table\.Colour/],
  ["a Select past the end", { "Fn::Select": [5, ["a"]] }, /nothing at 5/],
])("%s is refused by name", (_, value, complaint) => {
  expect(() => resolve(value, references)).toThrow(complaint);
});
