using System.Globalization;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>Retention:*</c>: how long the details of people who have left are kept.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>Microsoft Graph restores a deleted user for so long; whoever is erased before would be back without what they had.</summary>
    public const int LeastDays = 30;

    public const int MostDays = 3650;

    private string? _unreadable;

    /// <summary>Days after the first day on which somebody no longer belonged to the organisation; 0 = for ever.</summary>
    public int LeaverDetailsDays { get; set; } = 365;

    /// <summary>Text that cannot be read leaves the setting as it was and is one of the <see cref="Problems"/>.</summary>
    public void Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = settings[$"{Section}:{nameof(LeaverDetailsDays)}"];
        var isNumber = int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var days);
        LeaverDetailsDays = isNumber ? days : LeaverDetailsDays;
        _unreadable = isNumber || string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Everything that is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        const string Key = $"{Section}:{nameof(LeaverDetailsDays)}";
        if (_unreadable is not null)
            yield return $"{Key}: \"{_unreadable}\" is not a whole number.";
        if (LeaverDetailsDays is not 0 and (< LeastDays or > MostDays))
            yield return string.Create(CultureInfo.InvariantCulture, $"{Key} is {LeaverDetailsDays}; it is 0 (for ever) or lies between {LeastDays} and {MostDays}.");
    }
}
