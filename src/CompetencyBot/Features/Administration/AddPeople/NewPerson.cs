using System.Text;
using System.Text.RegularExpressions;

namespace CompetencyBot.Features.Administration.AddPeople;

/// <summary>Somebody to be added, as an admin wrote it.</summary>
/// <param name="Line">Of the file, 1 = the header; of a form 1.</param>
/// <param name="Address">Work address, or the part before the @ alone.</param>
/// <param name="Manager">The same of the manager.</param>
public sealed partial record NewPerson(
    int Line,
    string DisplayName,
    string Address,
    string? GivenName = null,
    string? Surname = null,
    string? Manager = null,
    string? UsageLocation = null,
    string? Language = null)
{
    // Of Microsoft Graph (resource type user).
    public const int LongestDisplayName = 256;
    public const int LongestName = 64;
    public const int LongestAddress = 113;

    /// <summary>What cannot be read as a row of the file; otherwise null.</summary>
    public AddProblem? Fault { get; init; }

    /// <summary>Letters of half width, addresses in lower case and with the domain, the country in capitals; what is empty is null.</summary>
    /// <param name="domain">Of whoever is given by alias; null = such a person has no address.</param>
    public NewPerson Tidy(string? domain) => this with
    {
        DisplayName = DisplayName.Trim(),
        Address = AddressOf(Address, domain) ?? "",
        GivenName = Text(GivenName),
        Surname = Text(Surname),
        Manager = AddressOf(Manager, domain),
        UsageLocation = Text(UsageLocation)?.Normalize(NormalizationForm.FormKC).ToUpperInvariant(),
        Language = Text(Language)?.Normalize(NormalizationForm.FormKC),
    };

    /// <returns>Null for somebody who can be added as far as the form tells.</returns>
    public AddProblem? Problem() => Fault ?? this switch
    {
        { DisplayName.Length: 0 } => AddProblem.NoName,
        { DisplayName.Length: > LongestDisplayName } or { GivenName.Length: > LongestName } or { Surname.Length: > LongestName } => AddProblem.NameTooLong,
        { Address.Length: 0 } => AddProblem.NoAddress,
        _ when !IsAddress(Address) => AddProblem.NotAnAddress,
        { Manager: { } manager } when !IsAddress(manager) => AddProblem.NotAManager,
        { UsageLocation: { } country } when !Countries.Has(country) => AddProblem.NotACountry,
        { Language: { } language } when !LanguageTag().IsMatch(language) => AddProblem.NotALanguage,
        _ => null,
    };

    /// <summary>Whether Microsoft Entra takes it for a user principal name.</summary>
    private static bool IsAddress(string text) => text.Length <= LongestAddress && PrincipalName().IsMatch(text);

    private static string? AddressOf(string? text, string? domain) => Text(text)?.Normalize(NormalizationForm.FormKC).ToLowerInvariant() switch
    {
        null => null,
        var alias when domain is not null && !alias.Contains('@', StringComparison.Ordinal) => $"{alias}@{domain}",
        var address => address,
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // A dot neither begins nor ends the alias (Microsoft's page "Prepare for directory synchronization").
    [GeneratedRegex(@"^(?!\.)[a-z0-9'._!#^~-]{1,64}(?<!\.)@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex PrincipalName();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
