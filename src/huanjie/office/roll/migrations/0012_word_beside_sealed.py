from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roll', '0011_objection_unsaid'),
    ]

    operations = [
        migrations.AddField(
            model_name='claim',
            name='beside',
            field=models.PositiveIntegerField(default=0, verbose_name='写明时已封存的名册'),
        ),
    ]
