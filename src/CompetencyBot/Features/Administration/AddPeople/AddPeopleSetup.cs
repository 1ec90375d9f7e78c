namespace CompetencyBot.Features.Administration.AddPeople;

public static class AddPeopleSetup
{
    public static void AddAddPeople(this IServiceCollection services)
    {
        services.AddScoped<AddPlanning>();
        services.AddScoped<AddDecisions>();
        services.AddScoped<AddDialog>();
        services.AddScoped<AddAnswers>();
        services.AddScoped<AddedPeopleFiles>();
        services.AddSingleton(AddedPeopleFiles.Template);
        services.AddSingleton(AddedPeopleFiles.List);
        services.AddSingleton(AddedPeopleFiles.Log);
        services.AddSingleton<InitialPasswords>();
        services.AddScoped<DirectoryAccounts>();
        services.AddScoped<FirstMessages>();
        services.AddScoped<PersonCreation>();
        services.AddScoped<ManagerEntry>();
        services.AddScoped<AddReport>();
        services.AddScoped<BatchRun>();
    }
}
