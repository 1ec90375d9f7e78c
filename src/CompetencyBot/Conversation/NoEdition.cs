using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Conversation;

/// <summary>The answer while no programme edition is configured.</summary>
public static class NoEdition
{
    public static Reply Reply(EditionSet editions)
    {
        ArgumentNullException.ThrowIfNull(editions);
        return new(Language.Format(Texts.NoEdition, string.Join(", ", editions.Ids)));
    }
}
