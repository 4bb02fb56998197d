/** Reads a file of a lab's folder. Runs while building. */
import { z } from 'zod';

/** What the file says, if it is as it should be; what is not goes to the problems, with its place. */
export function parse<Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  problems: string[],
): z.output<Schema> | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    problems.push(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
    return null;
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) {
    const place = path.length === 0 ? '' : `${z.core.toDotPath(path)}: `;
    problems.push(`${file}: ${place}${message}`);
  }
  return null;
}
