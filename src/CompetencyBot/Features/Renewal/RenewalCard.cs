using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.Renewal;

/// <summary>The state of renewal, for whoever asks.</summary>
public static class RenewalCard
{
    /// <param name="outlooks">One for each edition that is followed.</param>
    public static AdaptiveCard For(IReadOnlyList<RenewalOutlook> outlooks, PeopleShown people, IEnumerable<CardElement> dateLines)
    {
        ArgumentNullException.ThrowIfNull(outlooks);
        return CardParts.Card(
            [
                CardParts.Heading(Texts.RenewalTitle),
                .. dateLines,
                .. outlooks.SelectMany(outlook => Section(outlook, people, isOnly: outlooks.Count == 1)),
            ],
            Texts.RenewalTitle,
            new ExecuteAction(Texts.ButtonRefresh, RenewalCommand.Info.ShowVerb),
            new ExecuteAction(Texts.ButtonProgress, "progress/show"));
    }

    /// <summary>What breaks, when, why and what would cure it.</summary>
    public static Container Risk(RenewalOutlook outlook, LevelForecast forecast, PeopleShown people)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(forecast);
        return new Container(
        [
            new TextBlock(Language.Format(
                Texts.RiskLevel, Phrases.Of(forecast.Level), Phrases.NameOf(forecast.Competency.Names), Phrases.Date(forecast.BreaksOn!.Value)))
            { Weight = "Bolder" },
            .. forecast.Causes.Select(cause => new TextBlock($"• {RiskWords.Of(cause, outlook.Followed.Edition, people)}") { Spacing = "Small" }),
            new TextBlock(Language.Format(Texts.RiskCure, Phrases.Date(outlook.Membership!.AnniversaryOn))) { Spacing = "Small" },
            .. Cures(outlook.Cures(forecast)),
        ])
        { Style = "attention", Spacing = "Medium" };
    }

    /// <summary>The membership, its anniversary and the days on which renewal can be bought.</summary>
    public static TextBlock Membership(RenewalOutlook outlook)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        return new TextBlock(Language.Format(
            Texts.MembershipDates,
            OfferName(outlook.Membership!.Offer),
            Phrases.Date(outlook.Membership.AnniversaryOn),
            Phrases.Date(outlook.WindowOpens),
            Phrases.Date(outlook.WindowCloses)));
    }

    /// <summary>Whether the offer as a whole can be bought again, which is another question than whether every level holds.</summary>
    public static TextBlock Offer(RenewalOutlook outlook)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        return new TextBlock(Language.Format(outlook.OfferHolds ? Texts.OfferHolds : Texts.OfferAtRisk, OfferName(outlook.Membership!.Offer)))
        {
            Weight = "Bolder",
            Color = outlook.OfferHolds ? "Good" : "Attention",
        };
    }

    private static IEnumerable<CardElement> Cures(IEnumerable<LevelAttainment> paths) => paths
        .Select(path => Language.Format(Texts.CureThrough, Phrases.NameOf(path.Path.Names), Remainder.Parts(path)))
        .DefaultIfEmpty(Texts.CureNone)
        .Select(cure => new TextBlock($"• {cure}") { Spacing = "Small" });

    private static IEnumerable<CardElement> Section(RenewalOutlook outlook, PeopleShown people, bool isOnly) => isOnly
        ? Body(outlook, people)
        : [CardParts.Subheading(outlook.Followed.Edition.Title), .. Body(outlook, people)];

    private static IEnumerable<CardElement> Body(RenewalOutlook outlook, PeopleShown people)
    {
        if (outlook.Membership is null)
            return [new TextBlock(Texts.NoMembership)];
        if (outlook.Risk is null)
            return [Membership(outlook), new TextBlock(Language.Format(Texts.WindowIsOpen, Phrases.Date(outlook.WindowCloses))) { Weight = "Bolder" }];

        LevelForecast[] atRisk = [.. outlook.Risk.AtRisk];
        return
        [
            Membership(outlook),
            Offer(outlook),
            new TextBlock(Held(outlook.Risk, atRisk.Length)),
            .. atRisk.Select(forecast => Risk(outlook, forecast, people)),
        ];
    }

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
