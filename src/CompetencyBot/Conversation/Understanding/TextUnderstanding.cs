using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Conversation.Understanding;

/// <summary>Understands what people write about the editions that the organisation follows; without any, about all that there are.</summary>
public sealed class TextUnderstanding(IOptionsMonitor<OrganisationOptions> organisation, EditionSet editions)
{
    private Known? _known;

    /// <param name="text">As typed. Of a long one only the beginning is looked at (<see cref="Wording.Written"/>).</param>
    public Understood Read(string text)
    {
        var followed = organisation.CurrentValue.Editions;
        if (Volatile.Read(ref _known) is not { } known || !known.Followed.SequenceEqual(followed))
        {
            known = new(followed, ReadingOf(followed, editions));
            Volatile.Write(ref _known, known);
        }

        return known.Reading.Read(text);
    }

    /// <summary>For many texts and editions that do not change.</summary>
    public static Func<string, Understood> For(IReadOnlyList<string> followed, EditionSet editions) => ReadingOf(followed, editions).Read;

    private static TextReading ReadingOf(IReadOnlyList<string> followed, EditionSet editions)
    {
        ArgumentNullException.ThrowIfNull(followed);
        ArgumentNullException.ThrowIfNull(editions);
        Edition[] known = followed.Count > 0
            ? [.. followed.Distinct().Select(editions.Load)]
            : [.. editions.Ids.Select(editions.Load).OrderBy(edition => edition.AppliesFrom)];
        return new(new NameBook(known), PhraseBook.Shipped);
    }

    private sealed record Known(IReadOnlyList<string> Followed, TextReading Reading);
}
