import type { Problem } from '#shared/contracts/basics.ts';

/** Why the server said no, in its own words. Announced at once; nothing typed is touched. */
export function Refusal({ problem }: { problem: Problem }) {
  const more = problem.errors?.filter(({ message }) => message !== problem.detail) ?? [];
  return (
    <div class="notice bad" role="alert">
      <p>
        <strong>{problem.detail}</strong>
      </p>
      {more.length > 0 && (
        <ul>
          {more.map(({ path, message }) => (
            <li key={path}>
              {path ? `${path}: ` : ''}
              {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
