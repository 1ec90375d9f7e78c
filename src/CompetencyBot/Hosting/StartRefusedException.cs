namespace CompetencyBot.Hosting;

/// <summary>The bot must not start like this; the message says what is wrong and how to mend it.</summary>
public sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
