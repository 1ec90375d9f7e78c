using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.Renewal;

/// <summary>The state of renewal, for whoever asks.</summary>
public static class RenewalCard
{
    /// <param name="outlooks">One for each edition that is followed.</param>
    /// <param name="picture">What lapses when; none where there is none.</param>
    public static AdaptiveCard For(
        IReadOnlyList<RenewalOutlook> outlooks,
        PeopleShown people,
        IEnumerable<CardElement> dateLines,
        IEnumerable<CardElement> picture,
        params IEnumerable<CardAction> more)
    {
        ArgumentNullException.ThrowIfNull(outlooks);
        return CardParts.Card(
            [
                CardParts.Heading(Texts.RenewalTitle),
                .. dateLines,
                .. outlooks.SelectMany(outlook => Section(outlook, people, isOnly: outlooks.Count == 1)),
                .. picture,
            ],
            Texts.RenewalTitle,
            [new ExecuteAction(Texts.ButtonRefresh, RenewalCommand.Info.ShowVerb), new ExecuteAction(Texts.ButtonProgress, "progress/show"), .. more]);
    }

    /// <summary>What breaks, when and why, and what would cure it.</summary>
    public static IEnumerable<CardElement> RiskLines(RenewalOutlook outlook, LevelForecast forecast, PeopleShown people, bool withCures)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(forecast);
        var edition = outlook.Followed.Edition;
        return
        [
            new TextBlock(Language.Format(
                Texts.RiskLevel, Phrases.Of(forecast.Level), Phrases.NameOf(forecast.Competency.Names), Phrases.Date(forecast.BreaksOn!.Value)))
            { Weight = "Bolder" },
            .. CardParts.Bullets(forecast.Causes.Select(cause => RiskWords.Of(cause, edition, people))),
            .. CardParts.Bullets(FigureWords.Of(forecast, edition)),
            .. withCures && !edition.HasEnded(outlook.Today) ? Cures(outlook, forecast, people) : [],
        ];
    }

    /// <summary>The cheapest first: an account that only has to be associated, then exams and figures path by path.</summary>
    public static IEnumerable<CardElement> Cures(RenewalOutlook outlook, LevelForecast forecast, PeopleShown people) =>
    [
        new TextBlock(Language.Format(Texts.RiskCure, Phrases.Date(outlook.TestDays.Last))) { Spacing = "Small" },
        .. CardParts.Bullets(Accounts.Of(forecast.Linking, people) is { } linking ? [linking] : []),
        .. CardParts.Bullets(forecast.Cures.Select(cure => CureWords.Of(cure, outlook.Followed.Edition, people))
            .DefaultIfEmpty(forecast.Linking.IsEmpty ? Texts.CureNone : Texts.CureNoExam)),
    ];

    /// <summary>The membership, its anniversary and the days on which renewal can be bought.</summary>
    public static TextBlock Membership(RenewalOutlook outlook)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        var calendar = outlook.Calendar!;
        return new TextBlock(Language.Format(
            Texts.MembershipDates,
            OfferName(calendar.Membership.Offer),
            Phrases.Date(calendar.Anniversary),
            Phrases.Date(calendar.Opens),
            Phrases.Date(calendar.Closes)));
    }

    /// <summary>Whether the offer as a whole can be bought again, which is another question than whether every level holds.</summary>
    public static TextBlock Offer(RenewalOutlook outlook)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        var offer = OfferName(outlook.Calendar!.Membership.Offer);
        return new TextBlock(Language.Format(outlook.OfferHolds ? Texts.OfferHolds : Texts.OfferAtRisk, offer))
        {
            Weight = "Bolder",
            Color = outlook.OfferHolds ? "Good" : "Attention",
        };
    }

    private static IEnumerable<CardElement> Section(RenewalOutlook outlook, PeopleShown people, bool isOnly) => isOnly
        ? Body(outlook, people)
        : [CardParts.Subheading(outlook.Followed.Edition.Title), .. Body(outlook, people)];

    private static IEnumerable<CardElement> Body(RenewalOutlook outlook, PeopleShown people)
    {
        if (outlook.Calendar is null)
            return [new TextBlock(Texts.NoMembership)];
        if (outlook.Risk is null)
            return [Membership(outlook), Deadline(outlook.Calendar)];

        LevelForecast[] atRisk = [.. outlook.Risk.AtRisk];
        return
        [
            Membership(outlook),
            CardParts.Subtle(TestDays(outlook)),
            Offer(outlook),
            CardParts.Subtle(StageWords.Summary(outlook)),
            new TextBlock(Held(outlook.Risk, atRisk.Length)),
            .. atRisk.Select(forecast => new Container([.. RiskLines(outlook, forecast, people, withCures: true)]) { Style = "attention", Spacing = "Medium" }),
            .. outlook.Lost.Where(lost => !outlook.IsSafe(lost))
                .Select(lost => new Container([.. LostLines(outlook, lost, people)]) { Style = "warning", Spacing = "Medium" }),
            .. outlook.Risk.QualifiedEarlier.Select(Safe),
        ];
    }

    /// <summary>A level that is shown as active and not met any more, and what would bring it back.</summary>
    public static IEnumerable<CardElement> LostLines(RenewalOutlook outlook, LostLevel lost, PeopleShown people)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(lost);
        var edition = outlook.Followed.Edition;
        return
        [
            new TextBlock(Language.Format(Texts.LostLevel, Phrases.Of(lost.Level), Phrases.NameOf(lost.Competency.Names))) { Weight = "Bolder" },
            .. edition.HasEnded(outlook.Today)
                ? (IEnumerable<CardElement>)[]
                : CardParts.Bullets(lost.Paths.Select(path => CureWords.Of(path, edition, people)).DefaultIfEmpty(Texts.CureNone)),
        ];
    }

    private static string TestDays(RenewalOutlook outlook) => outlook.TestDays is var (first, last) && first == last
        ? Language.Format(Texts.TestedOn, Phrases.Date(first))
        : Language.Format(Texts.TestedBetween, Phrases.Date(outlook.TestDays.First), Phrases.Date(outlook.TestDays.Last));

    private static TextBlock Deadline(RenewalCalendar calendar) => new(Language.Format(
        calendar.Window == RenewalWindow.Missed ? Texts.WindowIsMissed : Texts.WindowIsOpen, Phrases.Date(calendar.Closes)))
    { Weight = "Bolder", Color = "Attention" };

    private static TextBlock Safe(LevelForecast forecast) => new(Language.Format(
        Texts.QualifiedEarlier, Phrases.Of(forecast.Level), Phrases.NameOf(forecast.Competency.Names), Phrases.Date(forecast.QualifiedOn!.Value)));

    private static string Held(RenewalRisk risk, int atRisk) => (risk.Levels.Length, atRisk) switch
    {
        (0, _) => Texts.NoLevelHeld,
        (var held, 0) => Language.Format(Texts.AllLevelsHold, held),
        var (held, broken) => Language.Format(Texts.SomeLevelsBreak, broken, held),
    };

    private static string OfferName(MembershipOffer offer) => offer switch
    {
        MembershipOffer.Gold => Texts.OfferGold,
        MembershipOffer.Silver => Texts.OfferSilver,
        _ => Texts.OfferSolutionsPartner,
    };
}
