using Microsoft.Extensions.Options;

namespace CompetencyBot.Hosting;

/// <summary>Looks at the settings before anything is opened.</summary>
public static partial class StartChecks
{
    /// <exception cref="StartRefusedException">A setting or a file that it names is wrong.</exception>
    public static void Run(IServiceProvider services, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(services);
        var organisation = services.GetRequiredService<IOptions<OrganisationOptions>>().Value;
        var renewal = services.GetRequiredService<IOptions<RenewalOptions>>().Value;
        var account = services.GetRequiredService<IOptions<MicrosoftAccountOptions>>().Value;
        var address = services.GetRequiredService<IOptions<PublicAddressOptions>>().Value;
        var environment = services.GetRequiredService<IHostEnvironment>();
        var editions = services.GetRequiredService<EditionReading>();
        string[] problems =
        [
            .. new ChangeableOptions(organisation, renewal, services.GetRequiredService<IOptions<AccountLinkOptions>>().Value).Problems(editions),
            .. services.GetRequiredService<IOptions<NudgeOptions>>().Value.Problems(),
            .. services.GetRequiredService<IOptions<RetentionOptions>>().Value.Problems(),
            .. address.Problems(), .. account.Problems(environment, address),
            .. services.GetRequiredService<IOptions<PartnerCenterOptions>>().Value.Problems(environment, organisation, address),
        ];
        if (problems.Length > 0)
            throw new StartRefusedException(string.Join(Environment.NewLine, problems));

        var known = string.Join(", ", editions.Editions.Ids);
        if (organisation.Editions.Count == 0)
            Log.NoEdition(logger, known);
        else
            Log.Following(logger, string.Join(", ", organisation.Editions), known);
        if (organisation.Admins.Count == 0)
            Log.NoAdmins(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No programme edition is followed: set Organisation:Editions:0 to one of: {Known}.")]
        public static partial void NoEdition(ILogger logger, string known);

        [LoggerMessage(Level = LogLevel.Information, Message = "Programme editions followed: {Editions} (there are: {Known}).")]
        public static partial void Following(ILogger logger, string editions, string known);

        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Nobody is named in Organisation:Admins; only people whom the people file makes admins are warned.")]
        public static partial void NoAdmins(ILogger logger);
    }
}
