import { pathsOf } from './scale.ts';

/** A small line through the periods. @param says the same in one sentence */
export function Line({ values, says }: { values: (number | null)[]; says: string }) {
  return (
    <svg class="ins-line" viewBox="-4 -14 108 128" preserveAspectRatio="none" role="img" aria-label={says}>
      <path class="ins-zero" d="M0 100H100" vector-effect="non-scaling-stroke" />
      {pathsOf(values).map((run) => (
        <path
          key={run[0]?.x}
          class="ins-stroke"
          d={run.length === 1 ? `M${run[0]!.x} ${run[0]!.y}h0.1` : `M${run.map(({ x, y }) => `${x} ${y}`).join('L')}`}
          vector-effect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
