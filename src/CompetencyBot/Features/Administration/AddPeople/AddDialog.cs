using CompetencyBot.BotFramework.Cards;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>The form, and the file that may be dropped in its place while it is open; both lead to the dry run.</summary>
public sealed class AddDialog(AddPlanning planning, OpenDialogs dialogs, IOptionsMonitor<OrganisationOptions> organisation)
{
    private const string Step = "form";

    public async Task<Reply> BeginAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await dialogs.OpenAsync(request.Viewer, AddPeopleCommand.Info.Name, Step, null, cancellationToken);
        return await FormAsync(request.Viewer, null, null, cancellationToken);
    }

    /// <summary>The form comes back with what is wrong, or the dry run follows.</summary>
    public async Task<Reply> CheckAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (AddForm.Read(request) is not { } filled)
            return await BeginAsync(request, cancellationToken);
        return filled.Tidy(await planning.DomainAsync(request.Viewer, cancellationToken)).Problem() is { } problem
            ? await FormAsync(request.Viewer, filled, Language.Format(AddPeopleTexts.FormWrong, AddWords.Of(problem)), cancellationToken)
            : await PlanAsync([filled], request.Viewer, cancellationToken);
    }

    /// <summary>Nothing more is waited for: whoever wants more begins again.</summary>
    public async Task<Reply> PlanAsync(IReadOnlyList<NewPerson> people, Viewer viewer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        var plan = await planning.PlanAsync(people, viewer, cancellationToken);
        if (await FindAsync(viewer, cancellationToken) is { } open)
            await dialogs.CloseAsync(open, cancellationToken);
        return new Reply(AddPeopleTexts.QuestionTitle, AddCards.Question(plan, organisation.CurrentValue.Zone));
    }

    /// <returns>Whether a file that is dropped now is meant for the dialog.</returns>
    public async Task<bool> WaitsAsync(Viewer viewer, CancellationToken cancellationToken) => await FindAsync(viewer, cancellationToken) is not null;

    public async Task<Reply> CancelAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await FindAsync(request.Viewer, cancellationToken) is { } open)
            await dialogs.CloseAsync(open, cancellationToken);
        return new Reply(AddPeopleTexts.Cancelled, AddCards.Said(AddPeopleTexts.Cancelled));
    }

    public static Reply Where() => new(AddPeopleTexts.StillWaiting, CardParts.Card(
        [new TextBlock(AddPeopleTexts.StillWaiting)],
        AddPeopleTexts.StillWaiting,
        new ExecuteAction(AddPeopleTexts.ButtonGoOn, AddPeopleCommand.Info.ShowVerb),
        new ExecuteAction(AddPeopleTexts.ButtonCancel, AddPeopleCommand.VerbOf(DialogActions.Cancel))));

    private async Task<Reply> FormAsync(Viewer viewer, NewPerson? filled, string? fault, CancellationToken cancellationToken) =>
        new(AddPeopleTexts.FormTitle, AddForm.For(filled, fault, planning.Creates, await planning.DomainAsync(viewer, cancellationToken)));

    private async Task<Storage.OpenDialog?> FindAsync(Viewer viewer, CancellationToken cancellationToken) =>
        await dialogs.FindAsync(viewer, cancellationToken) is { } open && open.Name == AddPeopleCommand.Info.Name ? open : null;
}
