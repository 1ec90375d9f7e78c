using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal;

/// <summary>Somebody's leaving: who, what the directory said, what falls because of it, and who could fill it.</summary>
internal static class LeaverWords
{
    /// <summary>Ways to mend one level that are told; the nearest come first.</summary>
    private const int MostPaths = 3;

    /// <summary>With the name, where it may be given.</summary>
    /// <returns>Null for a risk about something else.</returns>
    public static string? Title(WatchedRisk risk, PeopleShown people) => Leaver.AddressIn(risk) is { } address && people.MayName(address)
        ? Language.Format(LeaverTexts.TitleNamed, people.NameOrSomebody(address))
        : null;

    /// <param name="together">What is open in the same message: a level that stands there says itself what would mend it.</param>
    public static IEnumerable<CardElement> Of(
        Leaver leaver, RenewalState state, PeopleShown people, Detail detail, IReadOnlyCollection<WatchedRisk> together)
    {
        var address = leaver.Person.UserPrincipalName;
        return
        [
            new TextBlock(people.MayName(address) ? Language.Format(LeaverTexts.TitleNamed, people.NameOrSomebody(address)) : EvidenceTexts.SomebodyLeaves)
            { Weight = "Bolder", Spacing = "Small" },
            new TextBlock(Says(leaver, state.Today)) { Spacing = "Small" },
            .. Falls(leaver),
            .. CardParts.Bullets(leaver.Effects.SelectMany(effect => effect.Leaving.Hanging).Select(level => Hangs(level, people))),
            .. detail == Detail.Full ? Fill(leaver, state, people, together) : [],
        ];
    }

    /// <summary>Who could fill each level that falls.</summary>
    public static IEnumerable<CardElement> Cures(Leaver leaver, RenewalState state, PeopleShown people) =>
        leaver.Hurts ? Fill(leaver, state, people, []) : [new TextBlock(LeaverTexts.FillNothing)];

    /// <summary>That the person is back, and what holds again.</summary>
    public static IEnumerable<CardElement> Back(WatchedRisk risk, RenewalState state, PeopleShown people)
    {
        var address = Leaver.AddressIn(risk)!;
        var levels = state.Evidence.Followed
            .SelectMany(followed => Leaving.LevelsThatNeed(followed.Edition, followed.Matched, state.Today, address))
            .ToList();
        yield return new TextBlock(Language.Format(
            Leaver.SignalIn(risk) switch
            {
                LeaveSignal.Announced => LeaverTexts.BackAnnounced,
                LeaveSignal.Disabled => LeaverTexts.BackDisabled,
                _ => LeaverTexts.BackDeleted,
            },
            people.NameOrSomebody(address)))
        { Spacing = "Small" };
        yield return new TextBlock(levels.Count == 0 ? LeaverTexts.HoldsAlike : Language.Format(LeaverTexts.HoldsAgain, UseWords.Of(levels))) { Spacing = "Small" };
    }

    private static string Says(Leaver leaver, DateOnly today)
    {
        var (said, counts) = (leaver.Person.Directory!.LeftOn!.Value, leaver.Person.LeftOn!.Value);
        var words = Language.Format(
            leaver.Signal switch
            {
                LeaveSignal.Announced when said > today => LeaverTexts.SaysAnnounced,
                LeaveSignal.Announced => LeaverTexts.SaidAnnounced,
                LeaveSignal.Disabled => LeaverTexts.SaysDisabled,
                _ => LeaverTexts.SaysDeleted,
            },
            Phrases.Date(said));
        return counts < said ? $"{words} {Language.Format(LeaverTexts.FileEarlier, Phrases.Date(counts))}" : words;
    }

    private static IEnumerable<CardElement> Falls(Leaver leaver)
    {
        LevelFall[] falls = [.. leaver.Effects.SelectMany(effect => effect.Leaving.Falls)];
        return falls.Length == 0
            ? [new TextBlock(LeaverTexts.NothingFalls) { Spacing = "Small" }]
            :
            [
                new TextBlock(LeaverTexts.Because) { Spacing = "Small" },
                .. CardParts.Bullets(falls.Select(fall => Language.Format(
                    fall.IsJoint ? LeaverTexts.FallsTogether : LeaverTexts.Falls, NameOf(fall.Competency, fall.Level), Phrases.Date(fall.On)))),
            ];
    }

    private static string Hangs(KeyPeople level, PeopleShown people) =>
        Language.Format(LeaverTexts.Hangs, NameOf(level.Competency, level.Level), KeyPeopleWords.Of(level, people));

    private static IEnumerable<CardElement> Fill(Leaver leaver, RenewalState state, PeopleShown people, IReadOnlyCollection<WatchedRisk> together)
    {
        var isToldThere = false;
        foreach (var (followed, leaving) in leaver.Effects)
            foreach (var fall in leaving.Falls)
            {
                if (together.Any(risk => risk.Kind == RiskKind.Eligibility && risk.EditionId == followed.Edition.Id
                    && risk.CompetencyId == fall.Competency.Id && risk.Level == fall.Level))
                {
                    isToldThere = true;
                    continue;
                }

                yield return new TextBlock(Language.Format(LeaverTexts.Fill, NameOf(fall.Competency, fall.Level))) { Spacing = "Small" };
                var day = fall.On > state.Today ? fall.On : state.Today;
                var paths = LostLevel.Of(followed.Edition, followed.Matched, day, fall.Competency.Id, fall.Level)?.Paths.Take(MostPaths) ?? [];
                foreach (var line in CardParts.Bullets(paths.Select(path => CureWords.Of(path, followed.Edition, people)).DefaultIfEmpty(Texts.CureNone)))
                    yield return line;
            }

        if (isToldThere)
            yield return CardParts.Subtle(LeaverTexts.FillAbove);
    }

    private static string NameOf(Competency competency, Level level) =>
        Language.Format(Texts.RiskTitleLevel, Phrases.Of(level), Phrases.NameOf(competency.Names));
}
