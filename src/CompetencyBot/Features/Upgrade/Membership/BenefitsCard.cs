using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Catalogue;

namespace CompetencyBot.Features.Upgrade.Membership;

/// <summary>What the edition's sources say of buying, showing and renewing, each with its source, and where it is done.</summary>
public static class BenefitsCard
{
    /// <summary>The button that shows the card below the one that it stands on, which stays.</summary>
    public static ExecuteAction Button => ButtonPress.Keeping(new ExecuteAction(UpgradeTexts.ButtonBenefits, BenefitsCommand.Info.ShowVerb));

    /// <param name="dashboard">Address of Partner Center.</param>
    public static AdaptiveCard For(UpgradeView view, string dashboard)
    {
        ArgumentNullException.ThrowIfNull(view);
        Edition[] editions = [.. view.Advised.Select(followed => followed.Edition)];
        return CardParts.Card(
            [
                CardParts.Heading(UpgradeTexts.BenefitsTitle),
                .. view.DateLines,
                .. editions.Length == 0 ? [new TextBlock(Texts.UpgradeEnded)] : editions.SelectMany(Facts),
            ],
            UpgradeTexts.BenefitsTitle,
            [
                .. editions.Length == 0 ? (IEnumerable<CardAction>)[] : [new OpenUrlAction(Texts.ButtonOpenPartnerCenter, dashboard)],
                new ExecuteAction(Texts.ButtonUpgrade, UpgradeCommand.Info.ShowVerb),
            ]);
    }

    private static IEnumerable<CardElement> Facts(Edition edition) =>
    [
        CardParts.Subheading(Language.Format(UpgradeTexts.BenefitsEdition, edition.Id)),
        .. edition.MembershipFacts.IsEmpty ? (IEnumerable<CardElement>)[new TextBlock(UpgradeTexts.BenefitsUnknown)] : edition.MembershipFacts.Select(fact => Fact(fact, edition)),
        new Container([new TextBlock(edition.Programme == Programme.Competencies ? UpgradeTexts.PlaceCompetencies : UpgradeTexts.PlaceDesignations)])
        { Style = "emphasis" },
    ];

    private static Container Fact(MembershipFact fact, Edition edition)
    {
        var (title, text) = FactWords.Of(fact.Topic, edition.PurchaseWindow);
        return new(
        [
            new TextBlock(title) { Weight = "Bolder" },
            new TextBlock(text) { Spacing = "None" },
            CardParts.Subtle(Language.Format(
                UpgradeTexts.FactSource, Phrases.Escape(fact.Source.Path), Phrases.Escape(fact.Source.Repo), Phrases.Escape(fact.Source.Date)))
            with { Spacing = "None" },
        ])
        { Separator = true, Spacing = "Small" };
    }
}
