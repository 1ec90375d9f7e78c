using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Storage;
using Microsoft.Extensions.Options;

namespace CompetencyBot.Features.MyStatus;

/// <summary><c>status</c>: the asking person's own account and achievements, in a chat of their own only.</summary>
public sealed class StatusCommand(EvidenceReader reader, IOptionsMonitor<OrganisationOptions> organisation, TimeProvider clock) : ICommand
{
    public static CommandInfo Info { get; } = new(
        "status",
        ["my status", "am i linked", "狀態", "我的狀態"],
        Audience.Everybody,
        () => Texts.HelpOfStatus,
        () => Texts.ButtonStatus)
    { PersonalOnly = true };

    public async Task<Reply> AnswerAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await reader.ReadAsync(cancellationToken) is not { } evidence)
            return NoEdition.Reply(reader.Editions);
        if (request.Viewer.Person is not { } record || !evidence.Records.People.Contains(record))
            return new Reply(Texts.StatusUnknownPerson);

        var today = organisation.CurrentValue.Today(clock);
        return new Reply(
            Texts.StatusTitle,
            StatusCard.For(MyStatusView.Of(record, evidence, today), CardParts.DateLines(evidence, today, organisation.CurrentValue.Zone)));
    }
}
