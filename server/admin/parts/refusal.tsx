import type { Problem } from '#shared/contracts/basics.ts';

/** Why the server said no, in its own words. Announced at once; nothing typed is touched. `saidElsewhere`: paths whose fields say it themselves. */
export function Refusal({ problem, saidElsewhere = [] }: { problem: Problem; saidElsewhere?: string[] }) {
  const more =
    problem.errors?.filter(
      ({ path, message }) => message !== problem.detail && !saidElsewhere.some((place) => path === place || path.startsWith(`${place}.`)),
    ) ?? [];
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
