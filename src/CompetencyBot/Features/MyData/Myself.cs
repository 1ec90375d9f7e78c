using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.MyData;

/// <summary>The asking person, as the tables may name them. Only who asks says who that is, never the data of a button.</summary>
/// <param name="ObjectId">Entra object id in lower case.</param>
/// <param name="Record">Null for somebody whom the people file does not know.</param>
public sealed record Myself(string ObjectId, string? WorkAddress, PersonRecord? Record)
{
    /// <summary>By whichever of these a row names a person: work address in lower case or as it was written, or Entra object id.</summary>
    public IReadOnlyList<string> Names { get; } =
        [.. new[] { ObjectId, WorkAddress, WorkAddress?.ToLowerInvariant(), Record?.UserPrincipalName, Record?.UserPrincipalName.ToLowerInvariant() }.OfType<string>().Distinct()];

    /// <returns>Null for somebody who is not known to belong to the organisation.</returns>
    public static Myself? Of(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.ObjectId is { } id ? new Myself(id, viewer.WorkAddress, viewer.Person) : null;
    }
}
