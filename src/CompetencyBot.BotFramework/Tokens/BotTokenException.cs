namespace CompetencyBot.BotFramework.Tokens;

/// <summary>The identity provider gave no token. The message names its error code and holds no secret.</summary>
public sealed class BotTokenException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>A call was stopped before anything was sent, because its address is not one that the bot's token may go to.</summary>
public sealed class UntrustedServiceException(string message) : InvalidOperationException(message);
