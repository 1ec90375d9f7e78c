using CompetencyBot.BotFramework.Hosting;
using CompetencyBot.Conversation;
using CompetencyBot.Hosting;
using CompetencyBot.Graph;
using CompetencyBot.Sources;
using CompetencyBot.Storage;

namespace CompetencyBot.CommandLine.Doctor;

/// <summary>Keys that nothing reads, most likely slips; they are told without their values, which may be secrets.</summary>
public static class UnknownSettings
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [BotFrameworkOptions.Section] = Of<BotFrameworkOptions>(),
        ["Storage"] = Of<StorageOptions>(),
        ["Import"] = Of<ImportOptions>(),
        ["Organisation"] = Of<OrganisationOptions>(),
        ["Renewal"] = Of<RenewalOptions>(),
        [PublicAddressOptions.Section] = Of<PublicAddressOptions>(),
        [MicrosoftAccountOptions.Section] = Of<MicrosoftAccountOptions>(),
        [PartnerCenterOptions.Section] = Of<PartnerCenterOptions>(),
        [AccountLinkOptions.Section] = Of<AccountLinkOptions>(),
        [NudgeOptions.Section] = Of<NudgeOptions>(),
        [RetentionOptions.Section] = Of<RetentionOptions>(),
        [GraphOptions.Section] = Of<GraphOptions>(),
        [TelemetryOptions.Section] = Of<TelemetryOptions>(),
    };

    public static IEnumerable<Finding> Run(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var keys = Known.SelectMany(known => Keys(configuration.GetSection(known.Key), known.Value));
        Finding[] found = [.. Sections(configuration), .. keys];
        return found.Length > 0 ? found : [Finding.Good(DoctorTexts.SettingsKnown)];
    }

    // Most of the top level is the environment of the shell: only what is nearly ours, and has keys below it, can be a slip.
    private static IEnumerable<Finding> Sections(IConfiguration configuration) =>
        from section in configuration.GetChildren()
        where !Known.ContainsKey(section.Key) && section.GetChildren().Any()
        let nearest = Nearest(section.Key, Known.Keys)
        where nearest is not null
        select Finding.Note(DoctorTexts.UnknownSetting, section.Key, nearest);

    private static IEnumerable<Finding> Keys(IConfigurationSection section, string[] known)
    {
        foreach (var key in section.GetChildren().Where(key => !known.Contains(key.Key, StringComparer.OrdinalIgnoreCase)))
            yield return Nearest(key.Key, known) is { } nearest
                ? Finding.Note(DoctorTexts.UnknownSetting, key.Path, $"{section.Key}:{nearest}")
                : Finding.Note(DoctorTexts.UnknownSettingFar, key.Path, section.Key, string.Join(", ", known));
    }

    private static string? Nearest(string word, IEnumerable<string> names)
    {
        var most = Wording.Tolerance(word);
        return (from name in names
                let distance = Wording.Distance(word.ToUpperInvariant(), name.ToUpperInvariant(), most)
                where distance <= most
                orderby distance
                select name).FirstOrDefault();
    }

    private static string[] Of<TOptions>() =>
    [
        .. from property in typeof(TOptions).GetProperties()
           where property.SetMethod is { IsPublic: true }
           select property.Name,
    ];
}
