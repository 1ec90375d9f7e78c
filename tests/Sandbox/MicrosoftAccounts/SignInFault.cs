namespace CompetencyBot.Sandbox.MicrosoftAccounts;

/// <summary>What goes wrong at Microsoft in one sign-in, which is otherwise as it should be.</summary>
public enum SignInFault
{
    /// <summary>
    /// 502 for the metadata, once, to whoever asks for them next: nobody comes as far as the picker. A client that has them already does not notice.
    /// </summary>
    MetadataDown,

    /// <summary>The person does not consent: <c>access_denied</c>.</summary>
    Refused,

    /// <summary><c>server_error</c> instead of a code.</summary>
    ServerError,

    /// <summary>503 for the code.</summary>
    TokenEndpointDown,

    /// <summary>The connection ends without an answer to the code.</summary>
    TokenEndpointAborts,

    /// <summary>No answer to the code, until the client gives up or the provider is disposed.</summary>
    TokenEndpointHangs,

    /// <summary><c>invalid_client</c> for the code, although the secret is the right one.</summary>
    SecretExpired,

    WrongNonce,

    WrongIssuer,

    WrongAudience,

    /// <summary>Signed by another key than the one that the key's id names.</summary>
    WrongSignature,

    /// <summary>The algorithm is <c>none</c>.</summary>
    NotSigned,

    /// <summary>An hour ago.</summary>
    Expired,

    /// <summary>Neither <c>email</c> nor <c>preferred_username</c>.</summary>
    WithoutAddress,
}
