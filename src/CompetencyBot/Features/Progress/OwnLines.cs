using System.Collections.Immutable;
using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Progress;

/// <summary>The part of the overview that is for its one reader. It may name people, so it is never on a card that several read.</summary>
internal static class OwnLines
{
    private const int MostNear = 3;

    public static IEnumerable<CardElement> Of(OwnProgress? own, PeopleShown people)
    {
        string[] lines = own is null ? [] : [.. Own(own), .. Team(own, people)];
        return lines.Length == 0
            ? []
            : [new Container([CardParts.Subheading(ProgressTexts.ForYou), .. CardParts.Bullets(lines)]) { Style = "emphasis" }];
    }

    /// <summary>For example <c>Ben Carter: 70-333 (Communications, Gold)</c>.</summary>
    public static string Of(NearPass near, PeopleShown people) => Language.Format(
        Texts.PassesOf,
        people.NameOrSomebody(near.PersonId),
        Language.Format(
            ProgressTexts.PassFor,
            Items(near.ItemIds, near.Edition),
            Phrases.NameOf(near.Competency.Competency.Names),
            Phrases.Of(near.Competency.Next!.Level)));

    /// <summary>For example <c>70-333 or 70-334</c>.</summary>
    public static string Items(ImmutableArray<string> itemIds, Edition edition) =>
        string.Join($" {Texts.Or} ", itemIds.Select(id => Phrases.Escape(edition.Items[id].ShortName())));

    public static string Of(LapsingCertificate lapsing, PeopleShown people) => Language.Format(
        ProgressTexts.LapsesOf, people.NameOrSomebody(lapsing.Person.UserPrincipalName), Phrases.Escape(lapsing.Item.ShortName()), Phrases.Date(lapsing.LastDay));

    private static IEnumerable<string> Own(OwnProgress own)
    {
        if (own.Counting > 0)
            yield return own.Counting == 1 ? ProgressTexts.OwnOnePass : Language.Format(ProgressTexts.OwnPasses, own.Counting);
        if (own.Unlinked > 0)
            yield return own.Unlinked == 1 ? ProgressTexts.OwnOneUnlinked : Language.Format(ProgressTexts.OwnUnlinked, own.Unlinked);
        if (own.Next is { Best: var level } exam)
            yield return Language.Format(
                level.Level == Level.SolutionsPartner ? ProgressTexts.OwnNextDesignation : ProgressTexts.OwnNext,
                Phrases.Escape(exam.Item.ShortName()),
                Phrases.NameOf(level.Competency.Names),
                Phrases.Of(level.Level));
    }

    private static IEnumerable<string> Team(OwnProgress own, PeopleShown people)
    {
        if (own.Team is { Members.IsEmpty: false } team)
            yield return Language.Format(ProgressTexts.TeamLine, team.Members.Length, team.Passes, team.Unlinked);
        if (!own.Nearest.IsEmpty)
            yield return Language.Format(
                ProgressTexts.NearestLine, string.Join(Texts.PassSeparator, own.Nearest.Take(MostNear).Select(near => Of(near, people))));
        if (own.Lapsing is { } lapsing)
            yield return Language.Format(ProgressTexts.LapsesNext, Of(lapsing, people));
    }
}
