namespace CompetencyBot.Domain.Evidence;

/// <summary>Why the directory says that somebody leaves or has left.</summary>
public enum LeaveSignal
{
    /// <summary>A leave date is announced (employeeLeaveDateTime).</summary>
    Announced,

    /// <summary>The account is disabled, which may pass.</summary>
    Disabled,

    /// <summary>The account is deleted.</summary>
    Deleted,
}

/// <summary>What the organisation's directory says of somebody.</summary>
/// <param name="ObjectId">Entra object id, in lower case.</param>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="WorkingHours">For example <c>09:00-17:00</c>.</param>
/// <param name="WorkingDays">For example <c>Mon,Tue,Wed</c>.</param>
/// <param name="IsAdmin">In the group of the admins.</param>
/// <param name="IsManager">In the group of the managers.</param>
/// <param name="LeftOn">First day on which the person no longer counts; null = nobody says that they leave.</param>
public sealed record DirectoryPerson(
    string ObjectId,
    string UserPrincipalName,
    string? DisplayName = null,
    string? ManagerObjectId = null,
    string? Locale = null,
    string? TimeZone = null,
    string? WorkingHours = null,
    string? WorkingDays = null,
    bool IsAdmin = false,
    bool IsManager = false,
    LeaveSignal? Leave = null,
    DateOnly? LeftOn = null);
