using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evaluation;
using CompetencyBot.Domain.Evaluation.Planning;
using CompetencyBot.Features.Upgrade.Dialog;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Upgrade;

/// <summary>
/// <c>upgrade</c> begins the dialog with the levels that are near, <c>upgrade messaging</c> with the ways to its next level; <c>upgrade messaging gold
/// communications gold</c> shows the fewest exams that reach several levels together.
/// </summary>
public sealed class UpgradeCommand(
    EvidenceReader reader, CompetencyNames names, UpgradeRun run, OpenDialogs dialogs, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "upgrade",
        ["upgrade options", "next level", "plan", "升級", "升級選項", "下一級"],
        Audience.Everybody,
        () => Texts.HelpOfUpgrade,
        () => Texts.ButtonUpgrade)
    {
        Actions =
        [
            "show", UpgradeActions.Choose, UpgradeActions.Suppose, UpgradeActions.Answer, UpgradeActions.Nudge, UpgradeActions.Send, UpgradeActions.Continue,
            DialogActions.Back, DialogActions.Cancel, DialogActions.Where,
        ],
        TakesText = (open, text) => UpgradeWords.Of(open.Step, text) is not null,
        TakesCompetency = open => open.Step == nameof(UpgradeStep.Choose),
        // Whoever has only looked at levels and ways has nothing to go on with, and the cards still work.
        OffersToGoOn = open => open.Step is not (nameof(UpgradeStep.Choose) or nameof(UpgradeStep.Ways)),
        Example = () => HelpTexts.ExampleOfUpgrade,
        Menu = Menus.Everywhere,
    };

    /// <summary>Verb of the button that shows the ways to the next level of the competency in its data.</summary>
    public static string CompetencyVerb => $"{Info.Name}/{UpgradeActions.Choose}";

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        request = request with { IsForOneReader = request.IsPersonal }; // what is supposed of people by name, and asking them, is for a chat of one's own
        var view = new UpgradeView(evidence, Today, new PeopleShown(evidence, request), CardParts.DateLines(evidence, Today, organisation.CurrentValue.Zone));
        if (request.Action is null && WantedLevels.IsLevel(request.Argument))
            request = request with { Argument = "" }; // of which competency, they choose
        if (request.Action is null or "show")
            return Together(view, WantedLevels.Read(request.Argument, names)) ?? await BeginAsync(request, view, request.Argument, null, cancellationToken);

        var open = await dialogs.FindAsync(request.Viewer, cancellationToken);
        if (open?.Name != Info.Name)
            return await WithoutDialogAsync(request, view, cancellationToken);
        var at = new UpgradePosition(request, view, open);
        return IsOfAnother(request, open) ? await run.ShowAsync(at with { Note = UpgradeTexts.OldButton }, cancellationToken)
            : request.Action == UpgradeActions.Continue ? await run.ShowAsync(at, cancellationToken)
            : await run.AnswerAsync(at, cancellationToken);
    }

    private DateOnly Today => organisation.CurrentValue.Today(clock);

    /// <summary>A button of another card, or of a dialog that is over.</summary>
    private async Task<Reply> WithoutDialogAsync(Request request, UpgradeView view, CancellationToken cancellationToken) => request.Action switch
    {
        DialogActions.Cancel => new Reply(Texts.NothingToCancel),
        UpgradeActions.Choose when Wording.Normalise(request.Text(CardParts.CompetencyInput)) is var said =>
            said.Length == 0 ? new Reply(Texts.ChooseFirst) : await BeginAsync(request, view, said, null, cancellationToken),
        _ => await BeginAsync(request, view, "", UpgradeTexts.OldButton, cancellationToken),
    };

    /// <param name="said">A competency, perhaps with its level; empty = the person chooses.</param>
    private async Task<Reply> BeginAsync(Request request, UpgradeView view, string said, string? note, CancellationToken cancellationToken)
    {
        var open = await dialogs.OpenAsync(request.Viewer, Info.Name, nameof(UpgradeStep.Choose), null, cancellationToken) ?? Nowhere();
        var at = new UpgradePosition(request, view, open) { Note = note };
        return said.Length == 0 ? await run.ShowAsync(at, cancellationToken) : await run.ChooseAsync(at, said, cancellationToken);
    }

    /// <summary>For somebody who cannot have a dialog.</summary>
    private OpenDialog Nowhere() => new()
    {
        ConversationId = "", ObjectId = "", Name = Info.Name, Step = nameof(UpgradeStep.Choose), ExpiresAt = clock.GetUtcNow(), Id = Guid.Empty,
    };

    /// <summary>Buttons without a dialog are those of other cards; they mean the one that is open.</summary>
    private static bool IsOfAnother(Request request, OpenDialog open) =>
        request.Text(UpgradePosition.DialogInput) is { } dialog && dialog != open.Id.ToString("N");

    /// <returns>Null for what is not several levels of one edition that can all be worked for.</returns>
    private Reply? Together(UpgradeView view, WantedLevels said)
    {
        if (said is not { Unknown: null, Several: [], Levels: { Length: > 1 } wanted })
            return null;
        var followed = view.Evidence.In(wanted[0].Known.EditionId);
        foreach (var (known, level) in wanted)
            if (known.EditionId != followed.Edition.Id)
                return PlanCard.Not(view, known.Title, UpgradeTexts.PlanOneEdition);
            else if (ChosenLevel.WhyNot(followed.Edition, known.Competency, level, Today) is { } reason)
                return PlanCard.Not(view, known.Title, reason);
        var next = UpgradeOptions.Of(followed.Edition, followed.Matched, Today).Next.ToDictionary(each => each.Competency.Id, each => each.Level);
        var levels = wanted.ToLookup(each => each.Level is not null || next.ContainsKey(each.Known.Competency.Id));
        var open = levels[true].Select(each => new WantedLevel(each.Known.Competency.Id, each.Level ?? next[each.Known.Competency.Id]));
        return new(Texts.PlanTitle, PlanCard.For(view, followed, [.. open], [.. levels[false].Select(each => each.Known)]));
    }
}
