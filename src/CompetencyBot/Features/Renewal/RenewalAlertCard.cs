using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;

namespace CompetencyBot.Features.Renewal;

/// <summary>The unasked warning of one level: understandable by itself, without having asked anything before.</summary>
public static class RenewalAlertCard
{
    public static AdaptiveCard For(RenewalOutlook outlook, LevelForecast forecast, PeopleShown people, IEnumerable<CardElement> dateLines)
    {
        ArgumentNullException.ThrowIfNull(outlook);
        ArgumentNullException.ThrowIfNull(forecast);
        var title = Title(forecast);
        var competency = forecast.Competency;
        return CardParts.Card(
            [
                CardParts.Heading(title),
                .. dateLines,
                new TextBlock(Texts.AlertIntroduction),
                RenewalCard.Risk(outlook, forecast, people),
                RenewalCard.Membership(outlook),
                RenewalCard.Offer(outlook),
                CardParts.Subtle(Texts.AlertStatusStays),
            ],
            title,
            ButtonPress.Keeping(CardParts.ShowCompetency(Language.Format(Texts.ProgressOf, Phrases.NameOf(competency.Names)), competency.Id)),
            ButtonPress.Keeping(new ExecuteAction(Texts.ButtonRenewal, RenewalCommand.Info.ShowVerb)));
    }

    public static string Title(LevelForecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return Language.Format(Texts.AlertTitle, Phrases.Of(forecast.Level), Phrases.NameOf(forecast.Competency.Names));
    }
}
