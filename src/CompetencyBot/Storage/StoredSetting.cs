namespace CompetencyBot.Storage;

/// <summary>A setting that was changed in chat; it goes before every other source of settings.</summary>
public sealed class StoredSetting
{
    /// <summary>As in configuration, for example <c>Renewal:Ladder</c>; lists are texts with commas.</summary>
    public required string Key { get; init; }

    public required string Value { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    /// <summary>Work address.</summary>
    public required string ChangedBy { get; set; }
}

/// <summary>Who did what in the administration of the bot; written once, never changed.</summary>
public sealed class AuditEntry
{
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Work address, or Entra object id of somebody without one.</summary>
    public required string By { get; init; }

    /// <summary>What was done: <c>setting</c>, <c>admin-added</c>, <c>admin-removed</c>, <c>acknowledged</c>, <c>assigned</c> ...</summary>
    public required string Action { get; init; }

    /// <summary>To what: the key of a setting or of a risk, or a work address.</summary>
    public string? Subject { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }
}
