/**
 * Stands in the functions' bundles for `@aws-sdk/credential-provider-node`, which looks for credentials in files, with
 * single sign-on and by asking other services: a third of the SDK's code, and on Lambda it never gets past the environment.
 */
/** As the SDK calls it: a provider that it asks whenever it has no credentials, or has them no longer. */
export const defaultProvider = () => async () => {
  // biome-ignore lint/style/noProcessEnv: what it stands for reads the environment at every asking, and so does this
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new Error(
      "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set: Lambda sets them, and a function's bundle looks nowhere else.",
    );
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
};
