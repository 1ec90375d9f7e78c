namespace CompetencyBot.Sandbox;

/// <summary>The trial cannot go on; the message is one sentence for the person who started it.</summary>
public sealed class TrialException(string message, Exception? inner = null) : Exception(message, inner);
