using System.Globalization;

namespace CompetencyBot.Hosting;

/// <summary>Settings <c>AccountLink:*</c>: how people are asked to link their account.</summary>
public sealed class AccountLinkOptions
{
    public const string Section = "AccountLink";

    public const int LeastDays = 1;
    public const int MostDays = Domain.Catalogue.Ladder.Furthest;

    private string? _unreadable;

    /// <summary>Days after which somebody who has not answered may be asked again.</summary>
    public int AskAgainAfterDays { get; set; } = 30;

    /// <summary>Text that cannot be read leaves the setting as it was and is one of the <see cref="Problems"/>.</summary>
    public void Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var text = settings[$"{Section}:{nameof(AskAgainAfterDays)}"];
        var isNumber = int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var days);
        AskAgainAfterDays = isNumber ? days : AskAgainAfterDays;
        _unreadable = isNumber || string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Everything that is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        const string Key = $"{Section}:{nameof(AskAgainAfterDays)}";
        if (_unreadable is not null)
            yield return $"{Key}: \"{_unreadable}\" is not a whole number.";
        if (AskAgainAfterDays is < LeastDays or > MostDays)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Key} is {AskAgainAfterDays}; it lies between {LeastDays} and {MostDays}.");
    }
}
