using CompetencyBot.Conversation;
using CompetencyBot.Features.Renewal.Watching;
using CompetencyBot.Storage;

namespace CompetencyBot.Features.Renewal.Answering;

/// <summary>A button of a warning that was pressed, with what it is about.</summary>
/// <param name="Warning">The message as it is now; for a button of another card a warning of its own risks.</param>
/// <param name="Risks">As tracked, so that changes of them are saved.</param>
internal sealed record Pressed(Request Request, Warning Warning, IReadOnlyList<WatchedRisk> Risks, RenewalState State)
{
    public PeopleShown People { get; } = new(State.Evidence, Request);

    /// <summary>Who pressed, as kept with what they say.</summary>
    public string By => Request.Viewer.AuditName.ToLowerInvariant();

    public bool IsAssignee => Risks.All(risk => By.Length > 0 && By.Equals(risk.AssignedTo, StringComparison.OrdinalIgnoreCase));

    /// <summary>Data of a button about the same.</summary>
    public System.Text.Json.Nodes.JsonObject Data => WarningCard.Data(Warning.Id, Risks.Select(risk => risk.Id));
}
