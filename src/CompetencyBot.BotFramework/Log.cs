using Microsoft.Extensions.Logging;

namespace CompetencyBot.BotFramework;

/// <summary>Every message that the wire logs. None takes a token, a secret, a header or what a person wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning,
        "BotFramework:AppId is not set: requests from this machine are accepted without a token (Development only)")]
    public static partial void Anonymous(this ILogger log);

    [LoggerMessage(2, LogLevel.Warning, "Refused a request with {Status}: {Reason} [{Reference}]")]
    public static partial void Refused(this ILogger log, int status, string reason, string reference);

    [LoggerMessage(3, LogLevel.Error, "The signing keys of the service could not be fetched from {MetadataUrl}: {Reason}")]
    public static partial void NoSigningKeys(this ILogger log, string metadataUrl, string reason);

    [LoggerMessage(4, LogLevel.Warning,
        "None of the signing keys at {MetadataUrl} carries endorsements: which channel a token speaks for is not checked")]
    public static partial void NoEndorsements(this ILogger log, string metadataUrl);

    [LoggerMessage(5, LogLevel.Error, "No token for the bot: {Reason}")]
    public static partial void NoToken(this ILogger log, string reason);

    [LoggerMessage(6, LogLevel.Error, "A turn failed: {Type} {Name} [{Reference}]")]
    public static partial void TurnFailed(this ILogger log, Exception exception, string type, string? name, string reference);

    [LoggerMessage(7, LogLevel.Warning, "A turn did not end within {Limit}: {Type} {Name} [{Reference}]")]
    public static partial void TurnTooLong(this ILogger log, TimeSpan limit, string type, string? name, string reference);

    [LoggerMessage(20, LogLevel.Warning,
        "A file was not fetched, since its host '{Host}' is not one of BotFramework:TrustedFileHosts, or it was not named over https")]
    public static partial void UntrustedFileHost(this ILogger log, string host);

    [LoggerMessage(21, LogLevel.Warning, "A file could not be fetched from {Host}: {Reason}")]
    public static partial void FileNotReached(this ILogger log, string host, string reason);

    [LoggerMessage(24, LogLevel.Warning,
        "A file was not put, since the host '{Host}' is not one of BotFramework:TrustedFileHosts, or it was not named over https")]
    public static partial void UntrustedUpload(this ILogger log, string host);

    [LoggerMessage(25, LogLevel.Warning, "A file could not be put to {Host}: {Reason}")]
    public static partial void FileNotPut(this ILogger log, string host, string reason);
}
