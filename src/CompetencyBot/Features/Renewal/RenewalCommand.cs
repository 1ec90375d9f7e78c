using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Answering;
using CompetencyBot.Hosting;
using CompetencyBot.Pictures;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Renewal;

/// <summary>
/// <c>renewal</c>: when the membership is renewed and which levels will not hold until then. Its buttons answer warnings.
/// </summary>
public sealed class RenewalCommand(
    EvidenceReader reader, RiskAnswers answers, FallbackPlace place, PictureLinks pictures, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    internal const string Warnings = "warnings";
    internal const string Warning = "warning";
    internal const string Open = "open";
    internal const string Acknowledge = "acknowledge";
    internal const string Snooze = "snooze";
    internal const string Snoozed = "snoozed";
    internal const string Assign = "assign";
    internal const string Assigned = "assigned";
    internal const string Accept = "accept";
    internal const string Decline = "decline";
    internal const string Why = "why";
    internal const string Cure = "cure";

    public static CommandInfo Info { get; } = new(
        "renewal",
        ["renew", "risk", "anniversary", "續約", "週年日", "風險"],
        Audience.Everybody,
        () => Texts.HelpOfRenewal,
        () => Texts.ButtonRenewal)
    {
        Actions = ["show", Warnings, Warning, Open, Acknowledge, Snooze, Snoozed, Assign, Assigned, Accept, Decline, Why, Cure],
        Menu = Menus.Everywhere,
    };

    internal static string WarningsVerb => $"{Info.Name}/{Warnings}";

    internal static string WarningVerb => $"{Info.Name}/{Warning}";

    internal static string OpenVerb => $"{Info.Name}/{Open}";

    internal static string AcknowledgeVerb => $"{Info.Name}/{Acknowledge}";

    internal static string SnoozeVerb => $"{Info.Name}/{Snooze}";

    internal static string SnoozedVerb => $"{Info.Name}/{Snoozed}";

    internal static string AssignVerb => $"{Info.Name}/{Assign}";

    internal static string AssignedVerb => $"{Info.Name}/{Assigned}";

    internal static string AcceptVerb => $"{Info.Name}/{Accept}";

    internal static string DeclineVerb => $"{Info.Name}/{Decline}";

    internal static string WhyVerb => $"{Info.Name}/{Why}";

    internal static string CureVerb => $"{Info.Name}/{Cure}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is { Action: null, Argument: "here" or "這裡" or "这里" })
            return await place.SetAsync(request, cancellationToken);
        var action = request.Action ?? (request.Argument is "warnings" or "警告" or "警示" ? Warnings : null);
        if (action is not (null or "show") && await answers.AnswerAsync(request with { Action = action }, cancellationToken) is { } answer)
            return answer;
        return await ShowAsync(request, cancellationToken);
    }

    private async Task<Reply> ShowAsync(Request request, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);

        var today = organisation.CurrentValue.Today(clock);
        RenewalOutlook[] outlooks = [.. evidence.Followed.Select(followed => RenewalOutlook.Of(followed, today))];
        var picture = await pictures.ForAsync(LapsePicture.Of(outlooks, today), request, cancellationToken);
        CardAction[] more = request is { IsPersonal: true, Viewer.IsAdmin: true } ? [new ExecuteAction(RenewalTexts.ButtonWarnings, WarningsVerb)] : [];
        var dateLines = CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone);
        return new Reply(Texts.RenewalTitle, RenewalCard.For(outlooks, new PeopleShown(evidence, request), dateLines, picture is null ? [] : [picture], more));
    }
}
