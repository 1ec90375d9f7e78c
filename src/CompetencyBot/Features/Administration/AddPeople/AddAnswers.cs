using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>The answers to the buttons of a dry run and of its result. Old and forged ones are told so; what was said twice is done once.</summary>
public sealed class AddAnswers(AddDecisions decisions, AddPlanning planning, IOptions<PartnerCenterOptions> partnerCenter)
{
    /// <summary>User management in the account settings, below the dashboard (as Microsoft's pages on the commercial marketplace link to it).</summary>
    private const string AccountSettings = "/account/usermanagement";

    public async Task<Reply> ConfirmAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var creates = request.Action == AddPeopleCommand.Create;
        if (BatchOf(request) is not { } batch)
            return Said(AddPeopleTexts.Gone);
        if (creates != planning.Creates) // the setting has changed since the card was shown
            return Said(AddPeopleTexts.OtherWay);
        var people = await decisions.CountAsync(batch, cancellationToken);
        var decision = creates
            ? await decisions.CreateAsync(batch, request.Viewer, cancellationToken)
            : await decisions.ListAsync(batch, request.Viewer, cancellationToken);
        if (decision != AddDecision.Taken)
            return Said(WhyNot(decision));
        return creates
            ? new Reply(Language.Format(AddPeopleTexts.Started, people), AddCards.Started(people))
            : new Reply(AddPeopleTexts.ListedTitle, AddCards.Listed(people, partnerCenter.Value.DashboardUrl.TrimEnd('/') + AccountSettings));
    }

    public async Task<Reply> DiscardAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var decision = BatchOf(request) is { } batch ? await decisions.DiscardAsync(batch, request.Viewer, cancellationToken) : AddDecision.Gone;
        return Said(decision is AddDecision.Taken or AddDecision.Expired ? AddPeopleTexts.Cancelled : WhyNot(decision));
    }

    public async Task<Reply> ForgetAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var decision = BatchOf(request) is { } batch ? await decisions.ForgetAsync(batch, request.Viewer, cancellationToken) : AddDecision.Gone;
        return Said(decision == AddDecision.Taken ? AddPeopleTexts.Forgotten : WhyNot(decision));
    }

    private static string WhyNot(AddDecision decision) => decision switch
    {
        AddDecision.Expired => AddPeopleTexts.Expired,
        AddDecision.Already => AddPeopleTexts.Already,
        _ => AddPeopleTexts.Gone,
    };

    private static Reply Said(string text) => new(text, AddCards.Said(text));

    private static Guid? BatchOf(Request request) => Guid.TryParseExact(request.Text(AddCards.BatchInput), "N", out var batch) ? batch : null;
}
