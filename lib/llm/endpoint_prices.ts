import type { ModelEndpoint } from "./configuration.ts";
import { loadPrices, type PriceTable } from "./prices.ts";
import { PROVIDERS } from "./providers.ts";

/**
 * The prices that hold at an address: the user's own, and the built-in ones where the provider itself answers there.
 * Whoever stands behind another address charges what they like.
 *
 * @param path The user's prices; null for none.
 * @throws {UsageError} `Cannot read prices "<path>": <state>`.
 */
export async function loadEndpointPrices(
  path: string | null,
  { provider, baseUrl }: Pick<ModelEndpoint, "provider" | "baseUrl">,
): Promise<PriceTable> {
  const table = await loadPrices(path);
  const known = PROVIDERS.find(({ prefix }) => prefix === provider);
  const isOwn = known !== undefined && (known.baseUrl === baseUrl || !known.needsKey);
  return isOwn ? table : { lists: path === null ? [] : table.lists.slice(0, 1) };
}
