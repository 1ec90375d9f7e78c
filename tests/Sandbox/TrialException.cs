namespace CompetencyBot.Sandbox;

/// <summary>The trial cannot go on; the message is one sentence for the person who started it.</summary>
public class TrialException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Nobody can sit at the employee's Playground who was asked for.</summary>
public sealed class UnknownEmployeeException(string message) : TrialException(message);
