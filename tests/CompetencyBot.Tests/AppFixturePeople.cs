using CompetencyBot.Domain.Evidence;
using CompetencyBot.Sandbox;
using CompetencyBot.Sandbox.Trial;
using CompetencyBot.Sources;

namespace CompetencyBot.Tests;

/// <summary>Somebody who uses Teams.</summary>
/// <param name="ObjectId">Entra object id; null as some clients leave it out.</param>
internal sealed record Person(string Name, string? ObjectId, string UserPrincipalName, string TenantId, string Locale = "en-US")
{
    public string TeamsId => $"29:{Alias}";

    public string Alias => UserPrincipalName.Split('@')[0];
}

/// <summary>People of the sample organisation; its README tells who they are.</summary>
internal static class Sample
{
    public static EvidenceRecords Records { get; } = EvidenceFolder.Read(SandboxFolder.SampleOrganisation).Records;

    public static Person Grace { get; } = Of("grace.huang");

    public static Person David { get; } = Of("david.wu");

    public static Person Julia { get; } = Of("julia.novak");

    /// <summary>Admin by the file's Role, writes Chinese.</summary>
    public static Person Tsai { get; } = Of("tsunghan.tsai");

    /// <summary>The leaver, who does not work for David.</summary>
    public static Person Chen { get; } = Of("kuanyu.chen");

    /// <summary>In the same tenant, but in no people file.</summary>
    public static Person Stranger { get; } = new(
        "Sam Stranger", "99999999-0000-4000-8000-000000000001", "sam.stranger@contoso.example", SampleCast.TenantId);

    public static Person Of(string alias)
    {
        var person = Records.People.Single(record => record.UserPrincipalName == $"{alias}@contoso.example");
        return new Person(person.DisplayName, person.EntraObjectId, person.UserPrincipalName, SampleCast.TenantId, person.Locale ?? "en-US");
    }

    /// <summary>Everything by which a person could be recognised.</summary>
    public static IEnumerable<string> PersonalDetails => Records.People
        .SelectMany(person => new[] { person.DisplayName, person.UserPrincipalName, person.EntraObjectId, person.MicrosoftAccount, person.McpId })
        .OfType<string>()
        .Where(detail => detail.Length > 0);
}
