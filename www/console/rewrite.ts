/**
 * Makes the body of an async function of what was typed, so that it may wait, and so that what one line declares is there in
 * the next: the body runs within `with (scope)`, and declarations at its outermost level become assignments to names
 * of that scope. Constants can therefore be assigned to again, as in a browser's own console.
 */
import {
  type ClassDeclaration,
  type FunctionDeclaration,
  type Pattern,
  type Program,
  parse,
  type VariableDeclaration,
} from 'acorn';

export type Rewritten =
  | {
      readonly type: 'body';
      /** Gives an object with the value of the last expression, if the code ends with one. */
      readonly body: string;
      /** What it declares. */
      readonly names: readonly string[];
    }
  /** It is the beginning of something: there should be another line. */
  | { readonly type: 'unfinished' }
  | { readonly type: 'syntax-error'; readonly message: string };

export function rewrite(typed: string): Rewritten {
  // Otherwise the braces would be those of a block.
  const literal = /^\s*\{/.test(typed) ? read(`(${typed}\n)`) : null;
  const isLiteral = literal?.type === 'Program';
  const code = isLiteral ? `(${typed}\n)` : typed;
  const program = isLiteral ? literal : read(code);
  return program.type === 'Program' ? write(code, program) : program;
}

function read(code: string): Program | Exclude<Rewritten, { type: 'body' }> {
  try {
    return parse(code, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowAwaitOutsideFunction: true,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // The token that does not fit: the end itself if something is still missing there.
    const { pos } = error as SyntaxError & { readonly pos?: number };
    if (pos === code.length || /^Unterminated (template|comment)/.test(error.message)) {
      return { type: 'unfinished' };
    }
    return { type: 'syntax-error', message: `SyntaxError: ${error.message}` };
  }
}

function write(code: string, { body }: Program): Rewritten {
  const names: string[] = [];
  const hoisted: string[] = [];
  const rest: string[] = [];
  const of = ({ start, end }: { readonly start: number; readonly end: number }) =>
    code.slice(start, end);
  for (const [at, statement] of body.entries()) {
    const isLast = at === body.length - 1;
    switch (statement.type) {
      case 'VariableDeclaration':
        if (isPlain(statement)) rest.push(assignments(statement, of, names));
        else rest.push(of(statement));
        break;
      case 'FunctionDeclaration':
        hoisted.push(assigned(statement, of, names));
        break;
      case 'ClassDeclaration':
        rest.push(assigned(statement, of, names));
        break;
      case 'ExpressionStatement':
        rest.push(isLast ? `return { value: (${of(statement.expression)}\n) };` : of(statement));
        break;
      default:
        rest.push(of(statement));
    }
  }
  return { type: 'body', body: [...hoisted, ...rest].join('\n'), names };
}

type Slice = (node: { readonly start: number; readonly end: number }) => string;

/** Not a resource of `using`, which is to be given back at the end of what was typed. */
function isPlain({ kind }: VariableDeclaration): boolean {
  return kind === 'var' || kind === 'let' || kind === 'const';
}

function assignments(
  { kind, declarations }: VariableDeclaration,
  of: Slice,
  names: string[],
): string {
  const parts = declarations.flatMap(({ id, init }) => {
    names.push(...namesOf(id));
    if (init) return [`${of(id)} = ${of(init)}`];
    // `var` of what is there already changes nothing.
    return kind === 'var' ? [] : [`${of(id)} = undefined`];
  });
  return parts.length === 0 ? '' : `void (${parts.join(', ')}\n);`;
}

function assigned(
  declaration: FunctionDeclaration | ClassDeclaration,
  of: Slice,
  names: string[],
): string {
  const { name } = declaration.id;
  names.push(name);
  return `${name} = ${of(declaration)};`;
}

function namesOf(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesOf(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesOf(element)));
    case 'RestElement':
      return namesOf(pattern.argument);
    case 'AssignmentPattern':
      return namesOf(pattern.left);
    case 'MemberExpression':
      return [];
  }
}
