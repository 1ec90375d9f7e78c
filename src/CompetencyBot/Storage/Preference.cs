namespace CompetencyBot.Storage;

/// <summary>What somebody has chosen for themselves in chat; it goes before what the people file and their client say.</summary>
public sealed class Preference
{
    /// <summary>Entra object id in lower case.</summary>
    public required string ObjectId { get; init; }

    /// <summary>A culture of <see cref="Conversation.Language.All"/>; null = as the client or the people file says.</summary>
    public string? Language { get; set; }

    /// <summary>Whether pictures on cards that they alone see are dark, as their client is; the bot cannot know that by itself.</summary>
    public bool DarkPictures { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}
