using CompetencyBot.Conversation;
using CompetencyBot.Domain.Evidence;

namespace CompetencyBot.Features.Renewal;

/// <summary>Somebody who is told of risks, or the channel that is told when nobody else answers.</summary>
/// <param name="Address">Work address or Entra object id, as the outbox takes it; of a channel its conversation id.</param>
/// <param name="Person">Null for somebody whom the people file does not know, and for a channel.</param>
/// <param name="Locale">The language to be used; null = the organisation's.</param>
public sealed record Recipient(string Address, PersonRecord? Person, string? Locale, bool IsAdmin)
{
    /// <summary>Whether it is a channel or group chat, where no names are given.</summary>
    public bool IsPlace { get; init; }

    /// <summary>As they are known in what is kept.</summary>
    public string Key => Address.ToLowerInvariant();

    public Request AsReader => new(
        Viewer.Unknown with { WorkAddress = Address, Person = Person, IsAdmin = IsAdmin }, null, "", null, IsPersonal: !IsPlace);
}
