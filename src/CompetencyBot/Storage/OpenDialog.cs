namespace CompetencyBot.Storage;

/// <summary>Where somebody is in a dialog; one a person and conversation. It survives restarts and is the same on every instance.</summary>
public sealed class OpenDialog
{
    /// <summary>Without the thread of a channel.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Entra object id in lower case.</summary>
    public required string ObjectId { get; init; }

    /// <summary>Of the command that leads it.</summary>
    public required string Name { get; set; }

    public required string Step { get; set; }

    /// <summary>What the step has to remember; null = nothing.</summary>
    public string? Data { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    /// <summary>Tells dialogs of the same conversation apart, so that a button of an earlier one is known as such.</summary>
    public required Guid Id { get; set; }

    /// <summary>Of two answers to one step only the first moves it.</summary>
    public int Revision { get; set; } = 1;
}
