// How families of programs let their users choose what of a result is printed, and in which form.
import { entries, type OutputPolicy, RANDOM_VALUES, VALUES } from '../../detectors/command-output/policy.ts';
import { keysOf, query } from '../filters.ts';
import { type Called, optionOf } from './row.ts';

type Shows = (called: Called) => OutputPolicy | null;

/**
 * AWS: `--output`, `--query` (JMESPath).
 * @param columns which columns of its text output are secret
 */
export function aws(keys: readonly string[], columns: readonly number[]): Shows {
  return (called) => {
    const output = optionOf(called, '--output') ?? called.env.AWS_DEFAULT_OUTPUT ?? 'json';
    if (output === 'off') return null;
    const path = optionOf(called, '--query');
    if (path !== null) return query(entries(keys), keysOf(path));
    // The form may be set in a file: only text has tabs.
    const policy = entries(keys, { columns });
    return output === 'text' ? { ...policy, bare: true } : policy;
  };
}

/** Azure: `--output`, `--query` (JMESPath). */
export function azure(keys: readonly string[]): Shows {
  return (called) => {
    const output = optionOf(called, '--output', '-o') ?? called.env.AZURE_CORE_OUTPUT ?? 'json';
    if (output === 'none') return null;
    const path = optionOf(called, '--query');
    const policy = entries(keys);
    if (path !== null) return query(policy, keysOf(path));
    return output === 'tsv' ? { ...policy, bare: true } : policy;
  };
}

/** A value alone, or with `--format json` and the like in an entry of that key. */
export function alone(keys: readonly string[], ...options: readonly string[]): Shows {
  return (called) => (/json|yaml/.test(optionOf(called, ...options) ?? '') ? entries(keys) : VALUES);
}

/** What is asked for by its name: a name that tells of a secret makes its value one. */
export const byName: Shows = ({ operands, judge }) => named(operands.map(judge));

function named(sensitivities: readonly ReturnType<Called['judge']>[]): OutputPolicy | null {
  if (sensitivities.some((each) => each === 'password' || each === 'secret')) return VALUES;
  return sensitivities.includes('maybe') ? RANDOM_VALUES : null;
}

const METADATA =
  'name namespace kind apiVersion type uid resourceVersion creationTimestamp generation labels manager operation time'.split(
    ' ',
  );

/** Kubernetes: `-o`, with templates that may lead to what a Secret holds. */
export function kubernetes(keys: readonly string[]): Shows {
  return (called) => {
    const output = optionOf(called, '-o', '--output') ?? '';
    const template = optionOf(called, '--template') ?? '';
    const policy = entries(keys, { except: METADATA });
    if (/^(?:json|yaml)$/.test(output)) return policy;
    if (!/^(?:jsonpath|go-template|custom-columns|template)/.test(output) && template === '') return null;
    const asked = output + template;
    if (/\.(?:data|stringData)\b|\.metadata\.annotations|\{\.\}|\{\{\s*\.\s*\}\}|file/.test(asked)) return VALUES;
    // What reaches into the rest of the object tells names.
    return /\.(?:metadata|type|kind|items|apiVersion)\b/.test(asked) ? null : VALUES;
  };
}
