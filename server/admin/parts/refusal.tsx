import type { Problem } from '#shared/contracts/basics.ts';

/** Why the server said no, in its own words. Announced at once; nothing typed is touched. */
export function Refusal({ problem }: { problem: Problem }) {
  return (
    <div class="notice bad" role="alert">
      <p><strong>{problem.detail}</strong></p>
      {problem.errors && problem.errors.length > 0 && (
        <ul>{problem.errors.map(({ path, message }) => <li key={path}>{path ? `${path}: ` : ''}{message}</li>)}</ul>
      )}
    </div>
  );
}
