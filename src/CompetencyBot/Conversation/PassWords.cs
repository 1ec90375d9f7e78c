using System.Collections.Immutable;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Conversation;

/// <summary>Who would have to pass what, for example <c>Laura Bianchi: 70-345; 2 more people: 70-333 + 70-334</c>.</summary>
public static class PassWords
{
    /// <summary>Keeps a card readable: whoever needs more has to plan, not to read.</summary>
    private const int MostParts = 6;

    public static string Of(ImmutableArray<Pass> passes, Edition edition, PeopleShown people)
    {
        ArgumentNullException.ThrowIfNull(edition);
        ArgumentNullException.ThrowIfNull(people);
        string[] parts =
        [
            .. passes.GroupBy(pass => (pass.PersonId, pass.Newcomer))
                .Select(learner => (Who: Known(learner.Key.PersonId, people), IsNew: learner.Key.PersonId is null, What: Items(learner, edition)))
                .GroupBy(learner => learner)
                .Select(alike => Language.Format(Texts.PassesOf, alike.Key.Who ?? Others(alike.Key.IsNew, alike.Count()), alike.Key.What)),
        ];
        var shown = string.Join(Texts.PassSeparator, parts.Take(MostParts));
        return parts.Length <= MostParts ? shown : $"{shown}{Texts.PassSeparator}{Language.Format(Texts.MoreItems, parts.Length - MostParts)}";
    }

    /// <returns>Null for a newcomer, and for somebody whom the reader may not see.</returns>
    private static string? Known(string? personId, PeopleShown people) =>
        personId is not null && people.MayName(personId) ? people.NameOrSomebody(personId) : null;

    private static string Items(IEnumerable<Pass> passes, Edition edition) =>
        string.Join(" + ", passes.Select(pass => Phrases.Escape(edition.Items[pass.ItemId].ShortName())));

    private static string Others(bool isNew, int count) => (isNew, count) switch
    {
        (true, 1) => Texts.OneNewcomer,
        (true, _) => Language.Format(Texts.Newcomers, count),
        (false, 1) => Texts.OneColleague,
        (false, _) => Language.Format(Texts.Colleagues, count),
    };
}
