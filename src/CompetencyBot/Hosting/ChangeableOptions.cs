namespace CompetencyBot.Hosting;

/// <summary>The options that can be changed in chat, together.</summary>
public sealed record ChangeableOptions(OrganisationOptions Organisation, RenewalOptions Renewal, AccountLinkOptions AccountLink)
{
    /// <summary>As they are without any setting.</summary>
    public static ChangeableOptions Default => new(new(), new(), new());

    public static ChangeableOptions Of(IConfiguration settings)
    {
        var options = Default;
        options.Organisation.Read(settings);
        options.Renewal.Read(settings);
        options.AccountLink.Read(settings);
        return options;
    }

    /// <summary>Everything that is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems(EditionReading editions) =>
        [.. Organisation.Problems(editions), .. Renewal.Problems(editions), .. AccountLink.Problems()];
}
