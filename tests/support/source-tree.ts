import { globSync, readFileSync } from "node:fs";
import { type ESTree, parseSync, Visitor } from "vite";

/** A file of `src`, parsed, with the facts that the rules of the house speak of. */
export type SourceFile = {
  path: string;
  lines: number;
  /** Every text that the program holds: strings, templates, regular expressions, JSX text. Comments are not among them. */
  texts: string[];
  /** Those of them that stand outside a named constant (`const LIKE_THIS = …` at the top of the file). */
  scatteredTexts: string[];
  /** "new Date()", "Date.now()" … as written. */
  clockReads: string[];
  /** Kinds of the statements that run when the file is imported. */
  runsOnImport: string[];
};

/** Every source file, parsed once. */
export function readSourceTree(): SourceFile[] {
  return globSync("src/**/*.{ts,tsx}").sort().map(readSourceFile);
}

/** Statements that only declare. */
const DECLARATIONS = /Declaration$/;

function readSourceFile(path: string): SourceFile {
  const code = readFileSync(path, "utf8");
  const { program, errors } = parseSync(path, code);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message}`);
  const found: { text: string; start: number }[] = [];
  const clockReads: string[] = [];
  new Visitor({
    Literal: (node) => void found.push({ text: code.slice(node.start, node.end), start: node.start }),
    TemplateElement: (node) => void found.push({ text: node.value.raw, start: node.start }),
    JSXText: (node) => void found.push({ text: node.value, start: node.start }),
    NewExpression: (node) => {
      const callee = code.slice(node.callee.start, node.callee.end);
      if (callee === "Date" && node.arguments.length === 0) clockReads.push("new Date()");
    },
    CallExpression: (node) => {
      const callee = code.slice(node.callee.start, node.callee.end);
      if (callee === "Date.now" || callee === "Date") clockReads.push(`${callee}()`);
    },
  }).visit(program);
  const runsOnImport = program.body.map((statement) => statement.type).filter((type) => !DECLARATIONS.test(type));
  const constants = program.body.flatMap(namedConstants);
  const isScattered = ({ start }: { start: number }) => !constants.some((constant) => constant.start <= start && start < constant.end);
  return {
    path,
    lines: code.split("\n").length,
    texts: found.map(({ text }) => text),
    scatteredTexts: found.filter(isScattered).map(({ text }) => text),
    clockReads,
    runsOnImport,
  };
}

const CONSTANT_NAME = /^[A-Z][A-Z0-9_]*$/;

function namedConstants(statement: ESTree.Statement | ESTree.ModuleDeclaration): ESTree.VariableDeclarator[] {
  const declaration = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
  if (declaration?.type !== "VariableDeclaration") return [];
  return declaration.declarations.filter(({ id }) => id.type === "Identifier" && CONSTANT_NAME.test(id.name));
}
