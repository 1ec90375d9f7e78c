using System.Globalization;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>Nudges:*</c>: how people are asked to pass an exam.</summary>
public sealed class NudgeOptions
{
    public const string Section = "Nudges";

    public const int LeastDays = 1;
    public const int MostDays = Domain.Catalogue.Ladder.Furthest;

    private string? _unreadable;

    /// <summary>Days after which somebody may be asked for something else, or once more.</summary>
    public int AgainAfterDays { get; set; } = 14;

    /// <summary>Text that cannot be read leaves the setting as it was and is one of the <see cref="Problems"/>.</summary>
    public void Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = settings[$"{Section}:{nameof(AgainAfterDays)}"];
        var isNumber = int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var days);
        AgainAfterDays = isNumber ? days : AgainAfterDays;
        _unreadable = isNumber || string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Everything that is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        const string Key = $"{Section}:{nameof(AgainAfterDays)}";
        if (_unreadable is not null)
            yield return $"{Key}: \"{_unreadable}\" is not a whole number.";
        if (AgainAfterDays is < LeastDays or > MostDays)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Key} is {AgainAfterDays}; it lies between {LeastDays} and {MostDays}.");
    }
}
