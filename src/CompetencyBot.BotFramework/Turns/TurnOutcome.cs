namespace CompetencyBot.BotFramework.Turns;

/// <summary>How a turn ended, as far as those who watch over the bot tell the ends apart.</summary>
public enum TurnOutcome
{
    Done,

    /// <summary>The activity was seen before.</summary>
    Repeated,

    /// <summary>The answer, or the rest of it, is sent later.</summary>
    PutOff,

    /// <summary>The conversation that asked cannot be answered.</summary>
    Unreachable,

    Failed,

    /// <summary>It took longer than the sender waits.</summary>
    Overdue,
}
