using Microsoft.Extensions.Configuration;

namespace CompetencyBot.BotFramework.Hosting;

/// <summary>
/// A setting that holds several values: numbered (<c>Name:0</c>, <c>Name:1</c>), or in one text with commas or semicolons, which is how
/// people write an environment variable.
/// </summary>
public static class SettingList
{
    private static readonly char[] Separators = [',', ';'];

    /// <returns>The values without blanks; null when the setting is not there at all.</returns>
    public static IReadOnlyList<string>? Of(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (!section.Exists())
            return null;
        return
        [
            .. section.GetChildren().Select(child => child.Value).Prepend(section.Value)
                .SelectMany(value => (value ?? "").Split(
                    Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        ];
    }
}
