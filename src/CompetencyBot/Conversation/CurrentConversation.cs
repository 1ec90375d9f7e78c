using CompetencyBot.BotFramework.Turns;

namespace CompetencyBot.Conversation;

/// <summary>What is known of the conversation of this turn, and of who speaks in it, read once.</summary>
public sealed class CurrentConversation
{
    /// <summary>Without the thread of a channel; null before it is known.</summary>
    public string? Id { get; set; }

    /// <summary>Null outside of a turn.</summary>
    public Turn? Turn { get; set; }

    /// <summary>Whether earlier answers still wait in the outbox.</summary>
    public bool AnswersWaiting { get; set; }

    /// <summary>The language that the sender has chosen in chat; null when they never did, or it is not known yet.</summary>
    public string? ChosenLanguage { get; set; }

    /// <summary>Whether the sender has asked for dark pictures.</summary>
    public bool DarkPictures { get; set; }
}
